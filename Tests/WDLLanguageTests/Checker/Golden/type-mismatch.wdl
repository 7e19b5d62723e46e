version 1.1

import "lib/tools.wdl"

task t {
  input {
    Int n
    File f
  }
  command <<<>>>
  output {
    Array[Int] numbers = [1, "a", true]
  }
}

workflow w {
  input {
    Boolean b
  }
  Int a = b
  File file = 5
  Array[Int] array = 1
  Int first = [1, 2]
  Pair[Int, String] pair = (b, [1])
  Map[String, Int] map = {"a": "b", "c": b}
  Int chosen = if b then [1] else 2
  Int none = None
  call t {
    input:
      n = b,
      f = tools.count
  }
  Int out = t
}
