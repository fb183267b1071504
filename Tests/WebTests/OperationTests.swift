// What operators see: health, measurements, static files.

import Metrics
import TestKit
import Testing

@testable import Web

struct OperationTests {
    @Test func healthAndReadiness() async throws {
        var environment = try TestSite.environment()
        environment.readiness = { SiteReadiness(isReady: false) }
        try await TestSite.serve(environment) { port async throws in
            let browser = Browser(port: port)
            #expect(try await browser.get("/healthz").text == "ok\n")
            #expect(try await browser.get("/readyz").status == 503)
            #expect(await browser.cookies.isEmpty)
        }
        try await TestSite.serve { port async throws in
            #expect(try await Browser(port: port).get("/readyz").text == "ready\n")
        }
    }

    @Test func measurementsNameRoutesOnly() async throws {
        try await TestSite.serve { port async throws in
            let browser = try await AccountTests.signedIn("lan", port)
            try await browser.get("/cases/01980000-0000-7000-8000-000000000001?error=x")
            try await browser.get("/079201000123")
            let text = try await browser.get("/metrics").text
            #expect(text.contains("# TYPE trinhky_requests_total counter"))
            #expect(text.contains("trinhky_requests_total{method=\"GET\",route=\"/login\",status=\"200\"} 1"))
            #expect(text.contains("trinhky_request_seconds_bucket{route=\"/login\",le=\"+Inf\"} 2"))
            #expect(text.contains("trinhky_requests_in_flight 1"))
            #expect(!text.contains("01980000") && !text.contains("079201000123"))
        }
    }

    @Test func histogramsAddUp() {
        let registry = PrometheusRegistry()
        let timer = registry.makeTimer(label: "t", dimensions: [("a", "x\"y")])
        for milliseconds in [1, 3, 40, 9000] as [Int64] { timer.recordNanoseconds(milliseconds * 1_000_000) }
        let text = registry.text()
        #expect(text.contains("t_bucket{a=\"x\\\"y\",le=\"0.001\"} 1"))
        #expect(text.contains("t_bucket{a=\"x\\\"y\",le=\"0.05\"} 3"))
        #expect(text.contains("t_bucket{a=\"x\\\"y\",le=\"5.0\"} 3"))
        #expect(text.contains("t_bucket{a=\"x\\\"y\",le=\"+Inf\"} 4"))
        #expect(text.contains("t_count{a=\"x\\\"y\"} 4"))
    }

    @Test func staticFilesMayBeKept() async throws {
        try await TestSite.serve { port async throws in
            let browser = Browser(port: port)
            let page = try await browser.get("/login")
            let link = try #require(page.links.first { $0.hasPrefix("/css/") })
            let sheet = try await browser.get(link)
            #expect(sheet.status == 200)
            #expect(sheet.header("Content-Type") == "text/css; charset=utf-8")
            #expect(sheet.header("Cache-Control") == "public, max-age=31536000, immutable")
            let tag = try #require(sheet.header("ETag"))
            #expect(try await browser.get(link, headers: [("If-None-Match", tag)]).status == 304)
            #expect(try await browser.get("/css/trinhky.css").header("Cache-Control") == "public, max-age=300")
            #expect(try await browser.get("/robots.txt").text.contains("Disallow: /"))
        }
    }

    @Test(arguments: [
        "/../Package.swift", "/css/../../Package.swift", "/css/%2e%2e/x", "/css/", "/css", "/css/none.css",
    ])
    func nothingElseIsServed(_ path: String) async throws {
        try await TestSite.serve { port async throws in
            #expect(try await Browser(port: port).get(path).status == 404)
        }
    }
}
