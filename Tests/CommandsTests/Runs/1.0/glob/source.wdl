version 1.0

task make {
  command <<<
    mkdir -p d/e
    touch b.txt a.txt c.log .hidden.txt d/x.txt d/e/y.txt 'with space.txt'
  >>>
  output {
    Array[File] txt = glob("*.txt")
    Array[File] one_below = glob("d/*.txt")
    Array[File] dotted = glob("./d/*")
    Array[File] choice = glob("[ab].txt")
    Array[File] none = glob("*.none")
    Int n = length(glob("*"))
    String first = basename(glob("*.txt")[0])
  }
}

workflow w {
  call make
}
