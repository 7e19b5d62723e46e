import "lib/draft.wdl" as lib

task t {
  String s
  Int n = 3
  command { echo ${s} ${n} }
  output {
    String out = read_string(stdout())
  }
}

workflow w {
  String given
  String with_default = "x"
  call t { input: s = given }
  call lib.d { input: s = t.out }
  String later = t.out
  output {
    t.*
    d.out
    x.out
  }
}
