task twice {
  Int n
  command { echo $((${n} * 2)) }
  output { Int result = read_int(stdout()) }
}
