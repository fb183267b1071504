#!/usr/bin/env bash
# Asks for one signed assertion: an access token for a signed proof of who calls, then the call. Needs bash, curl, openssl.
#
#   assert.sh ADDRESS CLIENT_ID PRIVATE_KEY.pem GRANT '{"personal_id":"…","full_name":"…","birth_date":"…"}' \
#       ['{"sex":"female"}' ['["permanent_residence"]']]
#
# PRIVATE_KEY.pem is a P-256 key whose public half is registered and confirmed. Prints what the assertion says.
set -euo pipefail
address=$1 client=$2 key=$3 grant=$4 person=$5 claims=${6:-'{}'} attributes=${7:-'[]'}
issuer=${ISSUER:-$address}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
unbase64url() {
    local text
    text=$(tr -- '-_' '+/')
    while ((${#text} % 4)); do text+='='; done
    openssl base64 -d -A <<<"$text"
}
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# The proof (RFC 7523): for this server, for one minute, once. With several keys that count, KID says which one this is,
# as the list of keys has it.
now=$(date +%s)
head=$(printf '{"alg":"ES256","typ":"JWT"%s}' "${KID:+,\"kid\":\"$KID\"}" | base64url)
body=$(printf '{"iss":"%s","sub":"%s","aud":"%s","iat":%d,"exp":%d,"jti":"%s"}' \
    "$client" "$client" "$issuer" "$now" $((now + 60)) "$(openssl rand -hex 16)" | base64url)
# openssl signs in DER; a token has both numbers side by side, 32 bytes each (RFC 7518 section 3.4).
hex=$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$key" | openssl asn1parse -inform DER |
    awk -F: '/INTEGER/ { printf "%64s", $NF }' | tr ' ' '0')
signature=$(printf '%b' "$(sed 's/../\\x&/g' <<<"$hex")" | base64url)

answer=$(curl -sS "$address/api/v1/token" \
    --data-urlencode grant_type=client_credentials \
    --data-urlencode client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
    --data-urlencode "client_assertion=$head.$body.$signature")
token=$(member access_token <<<"$answer")
[ -n "$token" ] || { echo "$answer" >&2; exit 1; }

answer=$(curl -sS "$address/api/v1/assertions" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    --data-binary @- <<JSON
{"grant":"$grant","nonce":"$(openssl rand -hex 16)","purpose":"${PURPOSE:-Thử dịch vụ}",
 "person":$person,"claims":$claims,"attributes":$attributes}
JSON
)
assertion=$(member assertion <<<"$answer")
[ -n "$assertion" ] || { echo "$answer" >&2; exit 1; }
cut -d. -f2 <<<"$assertion" | tr -d '\n' | unbase64url
echo
