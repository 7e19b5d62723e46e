version 1.3

import "lib/tools.wdl"
import "lib/structs.wdl" as tools

struct Sample {
  String id
  Int id
}

struct Sample {
  Int x
}

enum Color {
  Red,
  Red
}

task t {
  input {
    String a
    Int a
  }
  Int b = 1
  Float b = 2.0
  command <<<>>>
  output {
    Int c = 1
    Int c = 2
  }
}

task t {
  command <<<>>>
}

workflow w {
  input {
    Array[Int] xs
    String id
  }
  call t {
    a = "x",
    a = "y"
  }
  call t {
    a = "z"
  }
  scatter (x in xs) {
    Int xs = x
  }
  if (true) {
    Int once = 1
  }
  if (false) {
    Int once = 2
  }
  Sample sample = Sample {
    id: "a",
    id: "b"
  }
  output {
    String id = id
  }
}

workflow v {
}
