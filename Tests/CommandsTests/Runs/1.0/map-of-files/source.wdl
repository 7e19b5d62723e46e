version 1.0

task make {
  command <<<
    echo 1 > a.txt
    echo 2 > b.txt
    printf 'a\ta.txt\nb\tb.txt\n' > table
  >>>
  output { Map[String, File] files = read_map("table") }
}

task show {
  input { Map[String, File] files }
  command <<<
    cat ~{files["b"]}
    cut -f1 ~{write_map(files)}
    cat $(cut -f2 ~{write_map(files)})
  >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow w {
  call make
  call show { input: files = make.files }
  output { Array[String] lines = show.lines }
}
