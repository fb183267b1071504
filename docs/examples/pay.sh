#!/usr/bin/env bash
# Says to the server that the fee of a dossier was paid, as the payment platform would. Needs bash, curl, openssl.
#
#   pay.sh ADDRESS PLATFORM PRIVATE_KEY.pem CASE AMOUNT [TRANSACTION]
#
# PRIVATE_KEY.pem is the platform's P-256 key, whose public half is in the file `payment-keys` of the server. Prints the
# answer.
set -euo pipefail
address=$1 platform=$2 key=$3 case=$4 amount=$5 transaction=${6:-$(openssl rand -hex 12)}
issuer=${ISSUER:-$address}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

now=$(date +%s)
head=$(printf '{"alg":"ES256","typ":"payment+jwt"}' | base64url)
body=$(printf '{"iss":"%s","sub":"%s","aud":"%s","exp":%d,"jti":"%s","transaction":"%s","case":"%s","amount":%d,%s"}' \
    "$platform" "$platform" "$issuer" $((now + 60)) "$(openssl rand -hex 16)" "$transaction" "$case" "$amount" \
    "\"currency\":\"VND\",\"paid_on\":\"$(TZ=Asia/Ho_Chi_Minh date +%F)" | base64url)
# openssl signs in DER; a token has both numbers side by side, 32 bytes each (RFC 7518 section 3.4).
hex=$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$key" | openssl asn1parse -inform DER |
    awk -F: '/INTEGER/ { printf "%64s", $NF }' | tr ' ' '0')
signature=$(printf '%b' "$(sed 's/../\\x&/g' <<<"$hex")" | base64url)
curl -sS "$address/api/v1/payments" -H 'Content-Type: application/jwt' --data-binary "$head.$body.$signature"
echo
