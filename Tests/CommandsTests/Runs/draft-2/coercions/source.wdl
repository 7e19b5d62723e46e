task take {
  Float f
  String s
  Int i
  Array[Float] list
  command { echo ${f} ${s} ${i} ${sep="," list} }
  output { String text = read_string(stdout()) }
}

workflow coerce {
  Int one = 1
  String two = "2"
  call take { input: f = one, s = one, i = two, list = [1, 2] }
  output {
    String text = take.text
    Int from_text = "12"
    Float from_int = 3
    Array[String] texts = [1, 2]
    Map[String, Float] floats = {"a": 1}
  }
}
