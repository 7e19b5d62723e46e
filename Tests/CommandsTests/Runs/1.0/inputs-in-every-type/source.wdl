version 1.0

struct Sample {
  String name
  Int? lane
  Array[Float] values
}

workflow w {
  input {
    Int i
    Float f
    Float whole
    Boolean b
    String s
    String from_number
    Int from_text
    Array[Array[Int]] rows
    Map[String, Int] map
    Map[Int, String] by_number
    Pair[String, Int] pair
    Sample sample
    Array[Sample]+ samples
    Int? nothing
  }
  output {
    Int o_i = i
    Float o_f = f
    Float o_whole = whole
    Boolean o_b = b
    String o_s = s
    String o_from_number = from_number
    Int o_from_text = from_text
    Array[Array[Int]] o_rows = rows
    Map[String, Int] o_map = map
    Map[Int, String] o_by_number = by_number
    Pair[String, Int] o_pair = pair
    Sample o_sample = sample
    Array[Sample] o_samples = samples
    Boolean o_nothing = defined(nothing)
  }
}
