version 1.0

task make {
  input { String stem }
  command <<<
    mkdir -p out/deep
    echo one > out/deep/~{stem}.txt
    echo two > ./~{stem}.log
    echo out/deep/~{stem}.txt > names
  >>>
  output {
    File deep = "out/deep/~{stem}.txt"
    File dotted = "./" + stem + ".log"
    File up = "out/../~{stem}.log"
    File read = read_string("names")
    Pair[File, String] pair = (deep, "x")
    Map[String, File] map = {"log": dotted}
    Array[Array[File]] nested = [[deep], [dotted]]
    String content = read_string(up)
  }
}

workflow w {
  call make { input: stem = "s" }
}
