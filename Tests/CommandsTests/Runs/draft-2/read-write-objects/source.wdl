task tables {
  Object one
  Array[Object] many
  command {
    cat ${write_object(one)} > one.tsv
    cat ${write_objects(many)} > many.tsv
  }
  output {
    Array[Array[String]] table = read_tsv("many.tsv")
    Object back = read_object("one.tsv")
    Array[Object] list = read_objects("many.tsv")
    String name = back.name
  }
}

workflow object_files {
  Object a = object { name: "ada", age: "36" }
  Object b = object { name: "bob", age: "41" }
  call tables { input: one = a, many = [a, b] }
}
