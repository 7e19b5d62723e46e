version 1.2

task t {
  command <<<>>>
  runtime {
    cpu: 1
  }
  requirements {
    cpu: 1
    preemptible: 3
    contaner: "x"
  }
  hints {
    short_task: true
    inner: hints {
      gpu: 2
    }
  }
  Int n = hints { a: 1 }
}
