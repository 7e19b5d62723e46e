version 1.2

task example {
  String name = task.name
  command <<<
    echo ~{name} ~{task.name}
  >>>
  requirements {
    container: "debian:12"
    memory: task.memory
  }
}
