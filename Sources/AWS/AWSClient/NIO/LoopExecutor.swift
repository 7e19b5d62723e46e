import NIOCore

/// Runs the jobs of tasks on an event loop: what a task sends there is written, and what comes is handed to it, without
/// another thread being woken. With small objects that is most of what they cost.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
