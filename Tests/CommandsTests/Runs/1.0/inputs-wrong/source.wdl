version 1.0

struct Sample {
  String name
}

workflow w {
  input {
    Int i
    Array[String]+ some
    Sample sample
    Boolean b
    File f
  }
}
