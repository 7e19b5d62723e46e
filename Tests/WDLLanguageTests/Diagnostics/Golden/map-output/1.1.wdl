version 1.1

struct Table {
  Array[Map[Float, Int]] rows
}

workflow example {
  input {
    Table table
  }
  output {
    Map[Int, String] names = {1: "a"}
    Table same = table
    Map[String, Int] fine = {"a": 1}
  }
}
