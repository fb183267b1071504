#ifndef TRINHKY_PANGOCAIRO_SHIM_H
#define TRINHKY_PANGOCAIRO_SHIM_H

#include <cairo.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#endif
