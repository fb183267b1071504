#ifndef TRINHKY_ZIP_SHIM_H
#define TRINHKY_ZIP_SHIM_H

#include <zip.h>

#endif
