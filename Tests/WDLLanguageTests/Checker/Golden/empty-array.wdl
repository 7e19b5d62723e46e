version 1.1

struct Pins {
  Array[Int]+ digits
}

workflow w {
  Array[Int]+ none = []
  Array[Array[Int]+]+ inner = [[1], []]
  Pins pins = Pins { digits: [] }
  Array[Int] fine = []
}
