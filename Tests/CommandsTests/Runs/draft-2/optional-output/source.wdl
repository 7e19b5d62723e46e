task maybe {
  command { echo there > there.txt }
  output {
    File? there = "there.txt"
    File? absent = "absent.txt"
    Array[File?] both = ["there.txt", "absent.txt"]
  }
}

workflow optional_files {
  call maybe
  output {
    Boolean has = defined(maybe.there)
    Boolean misses = !defined(maybe.absent)
    Int n = length(select_all(maybe.both))
  }
}
