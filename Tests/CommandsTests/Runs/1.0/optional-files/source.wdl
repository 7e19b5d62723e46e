version 1.0

task make {
  command <<< echo x > there >>>
  output {
    File? there = "there"
    File? absent = "absent"
    Array[File?] list = ["there", "absent"]
    Pair[File?, Int] pair = ("absent", 1)
  }
}

task use {
  input {
    File? f
    File? g
  }
  command <<< cat ~{f} ~{g}; echo ~{"--g " + g} ~{if defined(g) then "has" else "lacks"} >>>
  output { Array[String] lines = read_lines(stdout()) }
}

workflow w {
  call make
  call use { input: f = make.there, g = make.absent }
  output {
    Array[String] lines = use.lines
    Boolean absent = !defined(make.absent)
    Int n = length(select_all(make.list))
  }
}
