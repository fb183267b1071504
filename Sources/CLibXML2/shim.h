#ifndef TRINHKY_LIBXML2_SHIM_H
#define TRINHKY_LIBXML2_SHIM_H

#include <libxml/xmlversion.h>
/* Debian builds libxml2 with ICU 72, Foundation ships an ICU of its own: both in one module graph break a first debug
   build. Without the macro libxml2's header only loses two trailing members of a struct never touched from here. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/tree.h>

/* xmlFree is a mutable global, which Swift 6 refuses to touch. */
static inline void shim_xmlFree(void *pointer) { xmlFree(pointer); }

#endif
