#!/usr/bin/env bash
# Makes Tests/TestSupport/Certificates/TestCertificates.swift: self-signed certificates for servers that exist only in
# tests. Their keys are published with them, so they protect nothing. Run it again only if they must change:
#   Scripts/make_test_certificates.sh
set -euo pipefail
cd "$(dirname "$0")/.."
target=Tests/TestSupport/Certificates/TestCertificates.swift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/ca.cnf" <<CNF
[ca]
default_ca = own
[own]
database = $work/index
new_certs_dir = $work
default_md = sha256
policy = any
unique_subject = no
rand_serial = yes
[any]
commonName = supplied
[extensions]
basicConstraints = CA:true
keyUsage = digitalSignature, keyEncipherment, keyCertSign
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1
[req]
distinguished_name = none
[none]
CNF

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$1.key"; }

# certificate NAME KEY COMMON-NAME FROM TO
certificate() {
  : > "$work/index"
  openssl req -new -config "$work/ca.cnf" -key "$work/$2.key" -subj "/CN=$3" -out "$work/$1.csr"
  openssl ca -batch -notext -selfsign -config "$work/ca.cnf" -extensions extensions -keyfile "$work/$2.key" \
    -startdate "$4" -enddate "$5" -in "$work/$1.csr" -out "$work/$1.crt" 2>"$work/log" || { cat "$work/log" >&2; exit 70; }
}

# member NAME KEY SENTENCE
member() {
  printf '\n    /// %s\n    package static let %s = TestCertificates(\n        certificate: """\n' "$3" "$1"
  sed 's/^/            /' "$work/$1.crt"
  printf '            """,\n        key: """\n'
  sed 's/^/            /' "$work/$2.key"
  printf '            """)\n'
}

key first
key second
certificate server first localhost 20200101000000Z 21200101000000Z
certificate renewed first localhost 20250101000000Z 21250101000000Z
certificate expired first elsewhere.example 20000101000000Z 20010101000000Z
certificate other second localhost 20200101000000Z 21200101000000Z

{
  cat <<'SWIFT'
// Made by Scripts/make_test_certificates.sh.

/// Self-signed certificates for servers that exist only in tests. Everybody can read their keys: they protect nothing.
package struct TestCertificates: Sendable {
    /// PEM.
    package var certificate: String
    /// PEM.
    package var key: String
SWIFT
  member server first "What the server has at first."
  member renewed first "The same key in a later certificate, as Scrypted renews its own."
  member expired first "The same key again, under a foreign name, and valid in the year 2000 only."
  member other second "Another server's key."
  printf '}\n'
} > "$target"
echo "made $target"
