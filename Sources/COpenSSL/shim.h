#ifndef TRINHKY_OPENSSL_SHIM_H
#define TRINHKY_OPENSSL_SHIM_H

#include <openssl/evp.h>
#include <openssl/hmac.h>

#endif
