version 1.0

import "sub.wdl" as sub

workflow w {
  scatter (name in ["a", "b"]) {
    call sub.greet { input: name = name, times = 2 }
  }
  output {
    Array[Array[String]] all = greet.lines
    Array[File] files = greet.log
  }
}
