task t {
  command { echo ${nmae} }
  output { String name = read_string(stdout()) }
}

workflow w { call t }
