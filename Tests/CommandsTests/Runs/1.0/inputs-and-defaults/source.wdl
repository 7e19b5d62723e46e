version 1.0

workflow w {
  input {
    Int n
    String name = "sample_" + n
    Int? given
    Int? optional_with_default = 5
    Array[String] list = [name, "end"]
    Map[String, Array[Int]] table = {"a": [1], "b": [2, 3]}
    Pair[Int, Pair[String, Boolean]] pair = (n, ("x", true))
  }
  output {
    String o_name = name
    Int? o_given = given
    Int? o_optional = optional_with_default
    Array[String] o_list = list
    Map[String, Array[Int]] o_table = table
    Pair[Int, Pair[String, Boolean]] o_pair = pair
  }
}
