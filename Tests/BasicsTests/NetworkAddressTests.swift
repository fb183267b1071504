// Addresses of the network and ranges of them.

import Basics
import Testing

@Suite struct NetworkAddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
        ("::ffff:192.0.2.1", "192.0.2.1", true), ("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", true),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", false), ("2001:DB8:0:1::1", "2001:db8:0:1::1", true),
    ])
    func oneSubscriberIsOneAddressOrSixtyFourBits(one: String, other: String, isSame: Bool) throws {
        let (one, other) = (try #require(NetworkAddress(one)), try #require(NetworkAddress(other)))
        #expect((one.subscriber == other.subscriber) == isSame)
    }

    @Test(arguments: ["", "unknown", "1.2.3", "1.2.3.4.5", "1.2.3.256", "::g", "1.2.3.4/8", "fe80::1%eth0", " 1.2.3.4"])
    func whatIsNoAddress(text: String) { #expect(NetworkAddress(text) == nil) }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.3", "10.1.2.4", false), ("0.0.0.0/0", "203.0.113.7", true), ("0.0.0.0/0", "::1", false),
        ("10.128.0.0/9", "10.127.0.1", false), ("10.128.0.0/9", "10.200.0.1", true), ("::1", "::1", true),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("127.0.0.0/8", "::ffff:127.0.0.1", true),
    ])
    func aRangeHasItsAddresses(range: String, address: String, isIn: Bool) throws {
        let range = try #require(NetworkRange(range))
        #expect(range.contains(try #require(NetworkAddress(address))) == isIn)
    }

    @Test(arguments: ["", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/8/8", "example.org"])
    func whatIsNoRange(text: String) { #expect(NetworkRange(text) == nil) }
}
