task files {
  Array[String] words
  command {
    cat ${write_lines(words)}
    cat ${write_tsv([["a", "b"], ["c", "d"]])}
    cat ${write_map({"k": "v"})}
    cat ${write_json({"k": [1, 2]})}
  }
  output { Array[String] lines = read_lines(stdout()) }
}

workflow writing {
  call files { input: words = ["x", "y"] }
}
