version 1.0

task write {
  command <<<
    printf '  kept spaces  \n\n' > text
    printf ' 42 \n' > int
    printf '1e3\n' > float
    printf 'false\n' > boolean
    printf 'a\r\nb\n\n' > lines
    printf '' > empty
    printf 'a\t1\nb\t2\n' > table
    printf 'n\tv\nx\t1\ny\t2\n' > objects
    printf '{"i": 1, "f": 1.0, "s": "x", "l": [1, 2], "n": null, "o": {"k": "v"}}' > json
    printf '[{"a": 1}, {"a": 2}]' > list
  >>>
  output {
    String text = read_string("text")
    Int i = read_int("int")
    Float f = read_float("float")
    Boolean b = read_boolean("boolean")
    Array[String] lines = read_lines("lines")
    Array[String] no_lines = read_lines("empty")
    Array[Array[String]] table = read_tsv("table")
    Map[String, String] map = read_map("table")
    Map[String, Int] numbers = read_map("table")
    Array[Object] objects = read_objects("objects")
    Object json = read_json("json")
    Array[Map[String, Int]] list = read_json("list")
  }
}

workflow w {
  call write
}
