// Made by Scripts/make_test_certificates.sh.

/// Self-signed certificates for servers that exist only in tests. Everybody can read their keys: they protect nothing.
package struct TestCertificates: Sendable {
    /// PEM.
    package var certificate: String
    /// PEM.
    package var key: String

    /// What the server has at first.
    package static let server = TestCertificates(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBjjCCATSgAwIBAgIUEw+MefM+gsmCqtsYA3ehpgUbEuswCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx
            MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAQmbphBmADvwO8pAbKfrMF9FrWkhmJIvTJgQ5eAXTGdQt7o4k4anEar
            JZIwmv666f5QWD2v3+Pm0wtGEgLsSVqgo2IwYDAMBgNVHRMEBTADAQH/MAsGA1Ud
            DwQEAwICpDATBgNVHSUEDDAKBggrBgEFBQcDATAPBgNVHREECDAGhwR/AAABMB0G
            A1UdDgQWBBRpdGRU+80lS0ZiyiTCD+UTSMLDuzAKBggqhkjOPQQDAgNIADBFAiAV
            w6ngII+92IC6UKH7sfvJUTKwtWDIAdgwsLEjNJgqogIhAMpncaCeHRnj+jwCUcFC
            6R9jqcrHg2QzWLdF5+TaPx7T
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3u+d1QHIwBzhfM0B
            PqA5KIePABgROvR2vCTaoDK1OG6hRANCAAQmbphBmADvwO8pAbKfrMF9FrWkhmJI
            vTJgQ5eAXTGdQt7o4k4anEarJZIwmv666f5QWD2v3+Pm0wtGEgLsSVqg
            -----END PRIVATE KEY-----
            """)

    /// The same key in a later certificate, as Scrypted renews its own.
    package static let renewed = TestCertificates(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBjTCCATSgAwIBAgIUFdYCINqPGUlCCz0LlZm0eZ0E2nQwCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI1MDEwMTAwMDAwMFoYDzIxMjUwMTAx
            MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAQmbphBmADvwO8pAbKfrMF9FrWkhmJIvTJgQ5eAXTGdQt7o4k4anEar
            JZIwmv666f5QWD2v3+Pm0wtGEgLsSVqgo2IwYDAMBgNVHRMEBTADAQH/MAsGA1Ud
            DwQEAwICpDATBgNVHSUEDDAKBggrBgEFBQcDATAPBgNVHREECDAGhwR/AAABMB0G
            A1UdDgQWBBRpdGRU+80lS0ZiyiTCD+UTSMLDuzAKBggqhkjOPQQDAgNHADBEAiA/
            KHegbj3QwLnxmNARUQT3AUG9Zr1/HG5bN3xQQwoIAgIgU56Weg/LapRiXgXL3Roy
            VB/XkvmOln5xmMya/lrjYoI=
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3u+d1QHIwBzhfM0B
            PqA5KIePABgROvR2vCTaoDK1OG6hRANCAAQmbphBmADvwO8pAbKfrMF9FrWkhmJI
            vTJgQ5eAXTGdQt7o4k4anEarJZIwmv666f5QWD2v3+Pm0wtGEgLsSVqg
            -----END PRIVATE KEY-----
            """)

    /// The same key again, under a foreign name, and valid in the year 2000 only.
    package static let expired = TestCertificates(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBmzCCAUKgAwIBAgIUWEKdLWfH7GLXNe4P76NamFyBd5QwCgYIKoZIzj0EAwIw
            HDEaMBgGA1UEAwwRZWxzZXdoZXJlLmV4YW1wbGUwHhcNMDAwMTAxMDAwMDAwWhcN
            MDEwMTAxMDAwMDAwWjAcMRowGAYDVQQDDBFlbHNld2hlcmUuZXhhbXBsZTBZMBMG
            ByqGSM49AgEGCCqGSM49AwEHA0IABCZumEGYAO/A7ykBsp+swX0WtaSGYki9MmBD
            l4BdMZ1C3ujiThqcRqslkjCa/rrp/lBYPa/f4+bTC0YSAuxJWqCjYjBgMAwGA1Ud
            EwQFMAMBAf8wCwYDVR0PBAQDAgKkMBMGA1UdJQQMMAoGCCsGAQUFBwMBMA8GA1Ud
            EQQIMAaHBH8AAAEwHQYDVR0OBBYEFGl0ZFT7zSVLRmLKJMIP5RNIwsO7MAoGCCqG
            SM49BAMCA0cAMEQCIC+xntVCRVk4wsF0a9fEvMg02z1gcsD6O0Lki8zGnHOQAiBo
            xsGz8R2nLh4GPBigfINJvYu51cUKc7W7SjRHFkjvGA==
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3u+d1QHIwBzhfM0B
            PqA5KIePABgROvR2vCTaoDK1OG6hRANCAAQmbphBmADvwO8pAbKfrMF9FrWkhmJI
            vTJgQ5eAXTGdQt7o4k4anEarJZIwmv666f5QWD2v3+Pm0wtGEgLsSVqg
            -----END PRIVATE KEY-----
            """)

    /// Another server's key.
    package static let other = TestCertificates(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBjTCCATSgAwIBAgIUXfcXH7+C8RvNpoh7TvqepDgBM2kwCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx
            MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAASThTJFNJEKuVMDuKenjMX0cmzeJAT7+8xgGj7bivxRi/+UG5MoE02Y
            iPhSU4WF+G4qkkeeZYgA9QwyW1k+vV8go2IwYDAMBgNVHRMEBTADAQH/MAsGA1Ud
            DwQEAwICpDATBgNVHSUEDDAKBggrBgEFBQcDATAPBgNVHREECDAGhwR/AAABMB0G
            A1UdDgQWBBQy+bUGOgpDcGQS49FvolvflUqFjTAKBggqhkjOPQQDAgNHADBEAiAW
            J0xq61Fp9FeGOfHUccTYsWAF+zl6DWUyPnw78sLa+QIgBHJl+8zMp3iNBBDyRbG+
            PuO402/JsVn/ylebKLL2XyA=
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgp9Ad2AQKoSUA0R5z
            mqEwXezDOlodPKjj08xa06KxE9qhRANCAASThTJFNJEKuVMDuKenjMX0cmzeJAT7
            +8xgGj7bivxRi/+UG5MoE02YiPhSU4WF+G4qkkeeZYgA9QwyW1k+vV8g
            -----END PRIVATE KEY-----
            """)
}
