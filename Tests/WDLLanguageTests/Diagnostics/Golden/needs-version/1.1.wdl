version 1.1

struct Sample {
  String name
  meta { about: "a sample" }
  parameter_meta { name: "its name" }
}

task count {
  input {
    env String mode
  }
  Int cores = task.cpu
  command <<<
    echo ~{task.name}
  >>>
  requirements { cpu: 1 }
  hints { inputs: input { mode: hints { localization_optional: true } } }
}

enum Color { Red, Blue }

workflow example {
  Int eight = 2 ** 3
  String text = <<< several lines >>>
  Boolean has = contains([1], 1)
  Array[Array[Int]] pieces = chunk([1, 2, 3], 2)
  String? found = find("abc", "b")
  Boolean match = matches("abc", "b")
  Array[Int] sizes = values({"a": 1})
  String path = join_paths("a", "b")
  Int first = select_first([None], 1)
  call count { mode = "a" }
  if (true) { Int a = 1 } else if (false) { Int b = 2 } else { Int c = 3 }
}
