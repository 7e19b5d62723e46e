version 1.2

task t {
  String early = task.name
  command <<<
    ~{task.name} ~{task.return_code} ~{task.previous.cpu} ~{task.nam}
  >>>
  output {
    Int code = task.return_code
  }
  requirements {
    cpu: task.attempt + 1
  }
}
