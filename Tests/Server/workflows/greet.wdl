version 1.0

import "lib/tools.wdl" as tools

workflow greet {
  input {
    Array[String] names
  }

  scatter (name in names) {
    call tools.shout {
      input:
        text = name
    }
  }

  output {
    Array[String] louds = shout.loud
    Array[File] files = shout.file
  }
}
