version 1.0

task make {
  command <<<
    for i in 1 2; do echo left$i > l$i; echo right$i > r$i; done
  >>>
  output {
    Array[Pair[File, File]] pairs = zip(glob("l*"), glob("r*"))
  }
}

task join {
  input { Pair[File, File] pair }
  command <<< paste -d+ ~{pair.left} ~{pair.right} >>>
  output { String line = read_string(stdout()) }
}

workflow w {
  call make
  scatter (p in make.pairs) { call join { input: pair = p } }
  output { Array[String] lines = join.line }
}
