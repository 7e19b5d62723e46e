version 1.0

task t {
  input {
    Array[String] words
    Map[String, Int] map
    Object o
  }
  command <<<
    cat ~{write_lines(words)}
    cat ~{write_tsv([words, words])}
    cat ~{write_map(map)}
    cat ~{write_object(o)}
    cat ~{write_objects([o, o])}
    cat ~{write_json(map)}; echo
    cat ~{write_json([1.0, 2.5])}; echo
    cat ~{write_json(o)}; echo
    cat ~{write_lines([])} | wc -c
  >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow w {
  call t { input: words = ["x", "y z"], map = {"a": 1, "b": 2}, o = object { k: "v", n: 1 } }
}
