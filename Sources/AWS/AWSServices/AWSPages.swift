/// The pages of a listing, each asked for when the last one has been used.
package struct AWSPages<Page: Sendable>: AsyncSequence, Sendable {
  package typealias Fetch = @Sendable (_ token: String?) async throws -> (page: Page, next: String?)

  private let fetch: Fetch

  /// - Parameter fetch: gets the page of a token, the first one for nil, with the token of the next.
  package init(_ fetch: @escaping Fetch) { self.fetch = fetch }

  package func makeAsyncIterator() -> Iterator { Iterator(fetch: fetch) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate let fetch: Fetch
    private var token: String?
    private var isAtEnd = false

    fileprivate init(fetch: @escaping Fetch) { self.fetch = fetch }

    /// The listing ends with a page that names no other, or names itself.
    package mutating func next() async throws -> Page? {
      if isAtEnd { return nil }
      let (page, next) = try await fetch(token)
      isAtEnd = next == nil || next == "" || next == token
      token = next
      return page
    }
  }
}
