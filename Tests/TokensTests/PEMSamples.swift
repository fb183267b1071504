// Keys that OpenSSL 3.0 wrote, made for these tests and used nowhere else.

enum PEMSamples {
    /// A key of P-256 in PKCS#8.
    static let privateKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVLTwMmwdHJzkwhgg
        ptZWVvK6jCcIToBWMN4Bn5292E6hRANCAATy4kF2GBsgQoKVGcBQo2WmdGhp98mW
        1W8NYLAwZ10UTELvFLPieoiRju2L3bQ5Jj3QFzAZRf9vqyGYfoZ/sh7W
        -----END PRIVATE KEY-----
        """
    /// The same in SEC 1.
    static let privateSEC1 = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIFS08DJsHRyc5MIYIKbWVlbyuownCE6AVjDeAZ+dvdhOoAoGCCqGSM49
        AwEHoUQDQgAE8uJBdhgbIEKClRnAUKNlpnRoaffJltVvDWCwMGddFExC7xSz4nqI
        kY7ti920OSY90BcwGUX/b6shmH6Gf7Ie1g==
        -----END EC PRIVATE KEY-----
        """
    /// What some programs write before it.
    static let parameters = """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        """
    /// The same without its public key.
    static let privateSEC1Short = """
        -----BEGIN EC PRIVATE KEY-----
        MDECAQEEIFS08DJsHRyc5MIYIKbWVlbyuownCE6AVjDeAZ+dvdhOoAoGCCqGSM49
        AwEH
        -----END EC PRIVATE KEY-----
        """
    /// Its public key.
    static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8uJBdhgbIEKClRnAUKNlpnRoaffJ
        ltVvDWCwMGddFExC7xSz4nqIkY7ti920OSY90BcwGUX/b6shmH6Gf7Ie1g==
        -----END PUBLIC KEY-----
        """
    /// The same as a compressed point.
    static let compressed = """
        -----BEGIN PUBLIC KEY-----
        MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgAC8uJBdhgbIEKClRnAUKNlpnRoaffJ
        ltVvDWCwMGddFEw=
        -----END PUBLIC KEY-----
        """
    /// The same with its curve written out.
    static let writtenOut = """
        -----BEGIN PUBLIC KEY-----
        MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
        AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
        ///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
        NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
        RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
        //////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABPLiQXYYGyBCgpUZwFCjZaZ0
        aGn3yZbVbw1gsDBnXRRMQu8Us+J6iJGO7YvdtDkmPdAXMBlF/2+rIZh+hn+yHtY=
        -----END PUBLIC KEY-----
        """
    /// The private key with its curve written out.
    static let privateWrittenOut = """
        -----BEGIN PRIVATE KEY-----
        MIIBeQIBADCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAAB
        AAAAAAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA
        ///////////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMV
        AMSdNgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg
        9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8A
        AAAA//////////+85vqtpxeehPO5ysL8YyVRAgEBBG0wawIBAQQgVLTwMmwdHJzk
        whggptZWVvK6jCcIToBWMN4Bn5292E6hRANCAATy4kF2GBsgQoKVGcBQo2WmdGhp
        98mW1W8NYLAwZ10UTELvFLPieoiRju2L3bQ5Jj3QFzAZRf9vqyGYfoZ/sh7W
        -----END PRIVATE KEY-----
        """
    /// The private key under a password.
    static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhAGgH3URzIgQICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEF0kkyxIzspdZ3YnGQsKvZ0EgZAt
        lGDKNxy+fXYuawxAG+se7YANsOh7uWnvDWAiwTrncl0cXIZGoW519dBeVubGii6b
        j/S47i+ZzzH7fhCz2YfGrsKZPfOwSFc+LS38Lh1x9yJkerO0AC3ZIHegWCk7eNMH
        H6C92E2HlziPsLSGQlJHwhQ5y1k3ue2Lnuz/KkF1VWmJnAHD/bYdsyI4N2VFOC0=
        -----END ENCRYPTED PRIVATE KEY-----
        """
    /// The same in the old way.
    static let encryptedSEC1 = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,064A2CC60E5407EC1EDD8B41B823E4FD

        KHL2Jbvi5DyXN1YdJaS7oEeNhS5PdsnFB0PfHeqs1JdbpIn71yFJil1IpB6hm2qN
        +y4wO1gQcdJ6IjoA0aHJFMFuz+8Q6lm5WW6Wxq/WEmtW5YbsiD/Okw6UQ+KLDzdG
        7YyDVO+i7/GDbQHOV1hCajpN+aNPNM0J4dFRsy+tZpc=
        -----END EC PRIVATE KEY-----
        """
    /// An encrypted key that says it is a plain one.
    static let hidden = """
        -----BEGIN PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhAGgH3URzIgQICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEF0kkyxIzspdZ3YnGQsKvZ0EgZAt
        lGDKNxy+fXYuawxAG+se7YANsOh7uWnvDWAiwTrncl0cXIZGoW519dBeVubGii6b
        j/S47i+ZzzH7fhCz2YfGrsKZPfOwSFc+LS38Lh1x9yJkerO0AC3ZIHegWCk7eNMH
        H6C92E2HlziPsLSGQlJHwhQ5y1k3ue2Lnuz/KkF1VWmJnAHD/bYdsyI4N2VFOC0=
        -----END PRIVATE KEY-----
        """
    /// The private key beside another one's public key.
    static let mismatched = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVLTwMmwdHJzkwhgg
        ptZWVvK6jCcIToBWMN4Bn5292E6hRANCAASuKoKptLj5uP6yr7IaEea7x+ADOd7i
        USiitlmcxO1E3Tg8Cn4OU6WaJH9Bak6JIl8Oiz6fPt7rkDFPj7F+QbmK
        -----END PRIVATE KEY-----
        """
    /// A key of Ed25519.
    static let edwardsPrivate = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIF6eYV71Y6Q8ujPe1RGcJb0uICN93VDde2pVUYj3Q9QP
        -----END PRIVATE KEY-----
        """
    /// Its public key.
    static let edwardsPublic = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEA9uKrwYcwt7w9Q53anGi5iLB5bZYeI5SZvjtS7ekfeg8=
        -----END PUBLIC KEY-----
        """
    /// A key of P-384.
    static let p384Private = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDXmtcs7C4qggwk2DQ1
        5p9OM5rKjWVT1FqDRuM+OKU3RAcSE1YRb9Lu+SWfw8qwVS6hZANiAATPv5FtnTUD
        XU7hB6+rNTqP/T+yLSYyd6V9zKbfqXi+LYBUY4sNoQNs5rzkzFCTzCZV9rfVqWfr
        ZLlHC750rFySR2WDOQcYqLIwVIbalz6mdCcPne9dXvMbrkHwcteLRw4=
        -----END PRIVATE KEY-----
        """
    /// Its public key.
    static let p384Public = """
        -----BEGIN PUBLIC KEY-----
        MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEz7+RbZ01A11O4QevqzU6j/0/si0mMnel
        fcym36l4vi2AVGOLDaEDbOa85MxQk8wmVfa31aln62S5Rwu+dKxckkdlgzkHGKiy
        MFSG2pc+pnQnD53vXV7zG65B8HLXi0cO
        -----END PUBLIC KEY-----
        """
    /// A key of Ed448.
    static let ed448Private = """
        -----BEGIN PRIVATE KEY-----
        MEcCAQAwBQYDK2VxBDsEOS2HwO+WNft/bye0ojaiDiClIA1Zcbd+VRSeqBd+HO74
        12dLi5HXy7sQqPEYFDbxCmdkdDasjcjaFA==
        -----END PRIVATE KEY-----
        """
    /// A public key of RSA.
    static let rsaPublic = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7gpbhmnVyrBGa85rWRsHZ6yms
        q14p2Dbg9p63n+93/BvZ34vzTeNcCUayP6V7AqgobM0YeJuw7MqIRBGkoF3O2nJ0
        SUpsrWPO3vsZ4nL8Qg+rzAw1tQlHAJXHVBx689M5RXboTQL0ojdkQF58SLQMdYd1
        JEtgpsUxYipOszf2AwIDAQAB
        -----END PUBLIC KEY-----
        """
}
