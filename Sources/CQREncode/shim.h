#ifndef TRINHKY_QRENCODE_SHIM_H
#define TRINHKY_QRENCODE_SHIM_H

#include <qrencode.h>

#endif
