task files {
  command <<<
    printf '  spaced text  \n\n' > text
    echo 42 > int
    echo 2.5 > float
    echo true > boolean
    printf 'a\nb\n\n' > lines
    printf 'a\t1\nb\t2\n' > table
    echo '{"name": "ada", "list": [1, 2.5, null], "deep": {"x": true}}' > json
  >>>
  output {
    String text = read_string("text")
    Int i = read_int("int")
    Float f = read_float("float")
    Boolean b = read_boolean("boolean")
    Array[String] lines = read_lines("lines")
    Array[Array[String]] table = read_tsv("table")
    Map[String, Int] map = read_map("table")
    Object json = read_json("json")
  }
}

workflow reading {
  call files
}
