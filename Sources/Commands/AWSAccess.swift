import AWSClient
import Glibc
import WorkflowModel

/// The way to AWS of one run: made when it is first needed, shared by everything that needs it.
actor AWSAccess {
  private let region: String?
  private let profile: String?
  private let paces: AccountPaces
  private var loading: Task<AWSConfiguration, any Error>?

  /// - Parameters:
  ///   - region: nil for that of the environment or the profile.
  ///   - paces: shared with everything else that uses the account.
  init(region: String? = nil, profile: String? = nil, paces: AccountPaces = AccountPaces()) {
    self.paces = paces
    self.region = region
    self.profile = profile
  }

  /// - Throws: ``ExecutionError`` when no region is known.
  func configuration() async throws -> AWSConfiguration {
    let loading =
      self.loading
      ?? Task { [region, profile, paces] in
        var configuration = try await AWSConfiguration.load(
          region: region, profile: profile, environment: ProcessEnvironment.variables)
        configuration.paces = paces.paces(in: configuration.region)
        return configuration
      }
    self.loading = loading
    do {
      return try await loading.value
    } catch let error as AWSError {
      throw ExecutionError(.configuration, "cannot reach AWS: \(error.message)", help: error.help)
    }
  }

  /// Lets go of its connections.
  func shutdown() async {
    if let configuration = try? await loading?.value { await configuration.shutdown() }
  }
}

/// The variables that the program was started with.
enum ProcessEnvironment {
  static var variables: [String: String] {
    var variables: [String: String] = [:]
    var place = environ
    while let entry = place.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      place += 1
    }
    return variables
  }

  /// The variable's value, unless it is empty.
  static func given(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

  static subscript(name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
