version 1.2

enum Color[String] { Red = "r", Blue = "b" }

task count {
  command <<<
    echo ~{task.previous.memory} ~{task.max_retries}
  >>>
  requirements {
    memory: task.previous.memory
  }
}

workflow example {
  Array[String] parts = split("a b", " ")
  String red = value(Color.Red)
  call count
  if (true) { Int a = 1 } else if (false) { Int b = 2 } else { Int c = 3 }
}
