version 1.0

workflow w {
  output {
    Int division = 7 / 2
    Int negative_division = -7 / 2
    Int negative_rest = -7 % 3
    Float float_division = 7 / 2.0
    Boolean text_order = "a" < "b"
    Boolean lists = [1, 2] == [1, 2]
    Boolean pairs = (1, "a") != (1, "b")
    Boolean maps = {"a": 1} == {"a": 1}
    Boolean logic = !(true && false) || false
    Boolean short_circuit = false && (1 / 0 == 0)
    Int chain = if 1 < 2 then if 2 < 1 then 1 else 2 else 3
    String joined = "a" + 1 + 2.5
    Int unary = - - 3
    Boolean mixed = 1 == 1.0
  }
}
