// The fields of a person record that a request may name, with the item of Article 9 each belongs to.

public import Basics

/// A field of the registry. The raw values are the codes in addresses, forms, CSV headers and grants.
public enum PersonField: String, CaseIterable, Codable, Sendable, CodingKeyRepresentable {
    case personalID = "personal_id"
    case fullName = "full_name"
    case birthDate = "birth_date"
    case sex = "sex"
    case bloodType = "blood_type"
    case permanentResidence = "permanent_residence"
    case currentResidence = "current_residence"
    case spouseID = "spouse_id"
    case householdID = "household_id"
    case otherName = "other_name"
    case birthPlace = "birth_place"
    case birthRegistrationPlace = "birth_registration_place"
    case nativePlace = "native_place"
    case ethnicity = "ethnicity"
    case religion = "religion"
    case nationality = "nationality"
    case oldNumber = "old_id_number"
    case card = "card_issue"
    case fatherName = "father_name"
    case fatherID = "father_id"
    case fatherNationality = "father_nationality"
    case motherName = "mother_name"
    case motherID = "mother_id"
    case motherNationality = "mother_nationality"
    case spouseName = "spouse_name"
    case spouseNationality = "spouse_nationality"
    case children = "children"
    case representativeName = "legal_representative_name"
    case representativeID = "legal_representative_id"
    case representativeNationality = "legal_representative_nationality"
    case represented = "represented_persons"
    case temporaryResidence = "temporary_residence"
    case absence = "temporary_absence"
    case residenceFile = "residence_file_number"
    case maritalStatus = "marital_status"
    case relationToHead = "relation_to_head"
    case householdMembers = "household_members"
    case memberIDs = "household_member_ids"
    case memberBirthDates = "household_member_birth_dates"
    case lifeEnd = "death_or_missing_date"
    case phone = "phone"
    case email = "email"
    // Derived: what a claim may say of the fields above.
    case headName = "household_head_name"
    case headID = "household_head_id"
    case minimumAge = "minimum_age"
    case lifeStatus = "life_status"
    // Held apart from the record, and only ever compared.
    case fingerprint = "fingerprint"

    /// What the values are, which decides how they are read, compared and printed.
    public enum Kind: String, Sendable {
        case number, name, date, sex, word, place, bloodType, maritalStatus, relation, persons, card, lifeEnd, contact
        /// Whole years of age, and whether somebody lives: derived from the dates that the registry holds.
        case age, life
        case fingerprint
        /// One thing about each of several persons, in the order in which they are named.
        case listing
    }

    public var label: BilingualText { facts.label }
    public var kind: Kind { facts.kind }
    /// The item of Law 59/2014, Article 9(1) as amended 2020 (1...18); `nil` where that law did not know the field.
    public var item2014: Int? { facts.item2014 }
    /// The clause of Law 26/2023, Article 9, in force since 2024-07-01; `nil` for what Article 9 does not have.
    /// Fingerprints belong to the identity database (Articles 15 and 16, known in general, not confirmed by a source):
    /// the population database says no more of them than whether one that is shown is the one that is held.
    public var clause2023: Int? { facts.clause2023 }

    /// Whether a request may state a value of it to be compared. Of children and of the members of a household, one by
    /// number; cards and other lists are only ever provided.
    public var mayBeClaimed: Bool {
        switch kind {
        case .persons: self == .children || self == .householdMembers
        case .card, .lifeEnd, .listing: false
        default: true
        }
    }

    /// Whether it stands in the records of others.
    public var isOfOthers: Bool { kind == .persons || kind == .listing }

    /// Whether it says something of each member of the person's household.
    public var isOfMembers: Bool {
        switch self {
        case .householdMembers, .memberIDs, .memberBirthDates: true
        default: false
        }
    }

    /// Whether it is concluded from other fields, and no value that the registry keeps.
    public var isDerived: Bool {
        switch self {
        case .headName, .headID, .minimumAge, .lifeStatus: true
        default: false
        }
    }

    /// Whether a grant may release its value. The number itself is what one asks by, and what is derived is only ever
    /// confirmed: whoever may have a date of birth is granted that. A fingerprint leaves for nobody.
    public var mayBeProvided: Bool { self != .personalID && self != .fingerprint && !isDerived }
}

extension PersonField {
    private struct Facts {
        let label: BilingualText
        let kind: Kind
        let item2014: Int?
        let clause2023: Int?

        init(_ item2014: Int?, _ clause2023: Int?, _ kind: Kind, _ vi: String, _ en: String) {
            label = BilingualText(vi: vi, en: en)
            self.kind = kind
            self.item2014 = item2014
            self.clause2023 = clause2023
        }
    }

    private var facts: Facts {
        switch self {
        case .personalID, .fullName, .otherName, .birthDate, .sex, .birthPlace, .birthRegistrationPlace, .nativePlace,
            .ethnicity, .religion, .nationality, .bloodType, .oldNumber, .card:
            ownFacts
        case .fatherName, .fatherID, .fatherNationality, .motherName, .motherID, .motherNationality, .spouseName,
            .spouseID, .spouseNationality, .children, .representativeName, .representativeID,
            .representativeNationality, .represented:
            familyFacts
        case .headName, .headID, .minimumAge, .lifeStatus: derivedFacts
        default:
            residenceFacts
        }
    }

    private var ownFacts: Facts {
        switch self {
        case .personalID: Facts(nil, 3, .number, "Số định danh cá nhân", "Personal identification number")
        case .fullName: Facts(1, 1, .name, "Họ, chữ đệm và tên khai sinh", "Birth name")
        case .otherName: Facts(nil, 2, .name, "Tên gọi khác", "Other name")
        case .birthDate: Facts(2, 4, .date, "Ngày, tháng, năm sinh", "Date of birth")
        case .sex: Facts(3, 5, .sex, "Giới tính", "Sex")
        case .birthPlace: Facts(nil, 6, .place, "Nơi sinh", "Place of birth")
        case .birthRegistrationPlace:
            Facts(4, 7, .place, "Nơi đăng ký khai sinh", "Place of birth registration")
        case .nativePlace: Facts(5, 8, .place, "Quê quán", "Native place")
        case .ethnicity: Facts(6, 9, .word, "Dân tộc", "Ethnicity")
        case .religion: Facts(7, 10, .word, "Tôn giáo", "Religion")
        case .nationality: Facts(8, 11, .word, "Quốc tịch", "Nationality")
        case .bloodType: Facts(15, 12, .bloodType, "Nhóm máu", "Blood type")
        case .oldNumber: Facts(nil, 13, .number, "Số chứng minh nhân dân 09 số", "Nine-digit identity number")
        default:
            Facts(
                nil, 14, .card, "Ngày cấp, nơi cấp, thời hạn sử dụng của thẻ căn cước",
                "Issue, place of issue and validity of the identity card")
        }
    }

    private var familyFacts: Facts {
        switch self {
        case .fatherName: Facts(16, 15, .name, "Họ, chữ đệm và tên của cha", "Father's name")
        case .fatherID: Facts(16, 15, .number, "Số định danh cá nhân của cha", "Father's number")
        case .fatherNationality: Facts(16, 15, .word, "Quốc tịch của cha", "Father's nationality")
        case .motherName: Facts(16, 15, .name, "Họ, chữ đệm và tên của mẹ", "Mother's name")
        case .motherID: Facts(16, 15, .number, "Số định danh cá nhân của mẹ", "Mother's number")
        case .motherNationality: Facts(16, 15, .word, "Quốc tịch của mẹ", "Mother's nationality")
        case .spouseName: Facts(16, 15, .name, "Họ, chữ đệm và tên của vợ (chồng)", "Spouse's name")
        case .spouseID: Facts(16, 15, .number, "Số định danh cá nhân của vợ (chồng)", "Spouse's number")
        case .spouseNationality: Facts(16, 15, .word, "Quốc tịch của vợ (chồng)", "Spouse's nationality")
        case .children: Facts(nil, 15, .persons, "Con", "Children")
        case .representativeName:
            Facts(16, 15, .name, "Họ, chữ đệm và tên người đại diện hợp pháp", "Legal representative's name")
        case .representativeID:
            Facts(16, 15, .number, "Số định danh cá nhân của người đại diện hợp pháp", "Legal representative's number")
        case .representativeNationality:
            Facts(16, 15, .word, "Quốc tịch của người đại diện hợp pháp", "Legal representative's nationality")
        default: Facts(nil, 15, .persons, "Người được đại diện", "Persons represented")
        }
    }

    private var residenceFacts: Facts {
        switch self {
        case .permanentResidence: Facts(10, 16, .place, "Nơi thường trú", "Permanent residence")
        case .temporaryResidence: Facts(11, 17, .place, "Nơi tạm trú", "Temporary residence")
        case .currentResidence: Facts(13, 18, .place, "Nơi ở hiện tại", "Current place of stay")
        case .absence: Facts(12, 19, .word, "Tình trạng khai báo tạm vắng", "Absence declaration status")
        case .residenceFile: Facts(nil, 20, .contact, "Số hồ sơ cư trú", "Residence file number")
        case .maritalStatus: Facts(9, 21, .maritalStatus, "Tình trạng hôn nhân", "Marital status")
        case .relationToHead: Facts(14, 22, .relation, "Quan hệ với chủ hộ", "Relation to the household head")
        case .householdID: Facts(17, 23, .contact, "Mã hộ gia đình", "Household code")
        case .householdMembers:
            Facts(17, 23, .persons, "Chủ hộ và các thành viên hộ gia đình", "Household head and members")
        case .memberIDs:
            Facts(17, 23, .listing, "Số định danh cá nhân của chủ hộ và các thành viên", "Numbers of head and members")
        case .memberBirthDates:
            Facts(
                17, 23, .listing, "Ngày, tháng, năm sinh của chủ hộ và các thành viên",
                "Dates of birth of head and members")
        case .lifeEnd: Facts(18, 24, .lifeEnd, "Ngày, tháng, năm chết hoặc mất tích", "Date of death or missing")
        case .phone: Facts(nil, 25, .contact, "Số thuê bao di động", "Mobile number")
        case .fingerprint: Facts(nil, nil, .fingerprint, "Vân tay", "Fingerprint")
        default: Facts(nil, 25, .contact, "Địa chỉ thư điện tử", "E-mail address")
        }
    }

    /// Each with the item of the field that it is concluded from.
    private var derivedFacts: Facts {
        switch self {
        case .headName: Facts(17, 23, .name, "Họ, chữ đệm và tên chủ hộ", "Household head's name")
        case .headID: Facts(17, 23, .number, "Số định danh cá nhân của chủ hộ", "Household head's number")
        case .minimumAge: Facts(2, 4, .age, "Từ đủ số tuổi đã nêu trở lên", "At least the age stated")
        default: Facts(18, 24, .life, "Còn sống, đã chết hoặc mất tích", "Alive, died or missing")
        }
    }
}
