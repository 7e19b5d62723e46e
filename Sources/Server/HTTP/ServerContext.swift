import Hummingbird

/// What is known of a request besides itself.
struct ServerContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Whose request it is.
  var user = ""

  init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }
}
