#ifndef TRINHKY_OPENSSL_SHIM_H
#define TRINHKY_OPENSSL_SHIM_H

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>

#endif
