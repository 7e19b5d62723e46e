import Hummingbird

/// The page at `/`, and what it asks for below `/api/martlet/v1`.
struct PageRoutes {
  let parts: ServerParts

  static let base: RouterPath = "api/martlet/v1"

  func add(to router: some RouterMethods<ServerContext>) {
    PageFiles.add(to: router)
    let routes = router.group(Self.base)
    SessionRoutes(parts: parts).add(to: routes)
    RunListRoutes(parts: parts).add(to: routes)
    RunRoutes(parts: parts).add(to: routes)
    FileRoutes(parts: parts).add(to: routes)
    ActionRoutes(parts: parts).add(to: routes)
  }
}
