#ifndef TRINHKY_PANGOCAIRO_SHIM_H
#define TRINHKY_PANGOCAIRO_SHIM_H

#include <cairo.h>
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

/* Declared by <sys/mman.h> only for _GNU_SOURCE, which Swift's own copy of that header is read without. */
int memfd_create(const char *name, unsigned int flags);

#endif
