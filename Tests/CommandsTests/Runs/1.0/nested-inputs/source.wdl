version 1.0

import "lib.wdl" as lib

task local {
  input { String word = "default" }
  command <<< echo ~{word} >>>
  output { String text = read_string(stdout()) }
}

workflow w {
  call local
  call local as other
  call lib.inner
  output {
    String a = local.text
    String b = other.text
    Int c = inner.sum
  }
}
