#ifndef TRINHKY_SODIUM_SHIM_H
#define TRINHKY_SODIUM_SHIM_H

#include <sodium.h>

#endif
