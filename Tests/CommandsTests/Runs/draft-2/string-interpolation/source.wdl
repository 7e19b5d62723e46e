workflow strings {
  String name = "world"
  Int n = 3
  Float x = 1.5
  Boolean flag = true
  String plain = "hello ${name}"
  String sum = "n + 1 = ${n + 1}"
  String mixed = "x=${x} flag=${flag}"
  String escaped = "tab\there \"quoted\" back\\slash"
  String concatenated = "a" + n + "b" + x
  output {
    String o_plain = plain
    String o_sum = sum
    String o_mixed = mixed
    String o_escaped = escaped
    String o_concatenated = concatenated
  }
}
