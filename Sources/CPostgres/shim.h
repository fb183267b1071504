#ifndef TRINHKY_POSTGRES_SHIM_H
#define TRINHKY_POSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
