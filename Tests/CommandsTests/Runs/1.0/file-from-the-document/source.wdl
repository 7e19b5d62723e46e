version 1.0

import "below/lib.wdl" as lib

workflow w {
  call lib.show { input: given = "data/here.txt" }
  output {
    Array[String] lines = show.lines
    String read = read_string("data/here.txt")
  }
}
